import { useQuery } from "@tanstack/react-query";
import { fetchPlans } from "./plan";

/** Published versions and which of them is in force. */
export const usePlans = () => useQuery({ queryKey: ["distribution-plans"], queryFn: fetchPlans });
