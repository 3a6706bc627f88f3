import { questionListShape, questionShape } from "../../../../../../domain/questions/question";
import { askQuestion, readQuestions } from "../../../../../../workflows/questions/ask-and-answer";
import { brake } from "../../../../../brakes/brake";
import { idOf, readOrRefuse, refusing, type ShopperRequest, type ShopRequest } from "../../../../../refusals";

/** What shoppers asked about a product and the merchant answered, newest first. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  res.json(await readQuestions(req.scope, idOf(req), readOrRefuse(questionListShape, req.query)));
});

/** Asks about a product: 201. It is shown once it is answered. Refusals: `product_unknown`, `questions_too_many`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const request = readOrRefuse(questionShape, req.body);
  const customer_id = req.auth_context.actor_id;
  await brake({ req, res }, [["questions_of_customer", customer_id]]);
  const { sales_channel_ids } = req.publishable_key_context;
  const asked = { product_id: idOf(req), customer_id, request };
  res.status(201).json({ question: await askQuestion(req.scope, sales_channel_ids, asked) });
});
