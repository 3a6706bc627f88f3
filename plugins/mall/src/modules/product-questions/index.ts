import { Module } from "@medusajs/framework/utils";
import { ProductQuestionsService } from "./service";

/** What shoppers ask about products before they buy. */
export const PRODUCT_QUESTIONS_MODULE = "mallProductQuestions";

export default Module(PRODUCT_QUESTIONS_MODULE, { service: ProductQuestionsService });
