import type { Execution } from '../execution.ts'
import { allFulfillmentOrders, isOver } from '../fulfillment.ts'

type Arguments = Readonly<Record<string, unknown>>

export const fulfillmentRoots = {
  fulfillmentOrders: ({ includeClosed }: Arguments, { state }: Execution) =>
    allFulfillmentOrders(state).filter((row) => includeClosed === true || !isOver(row)),
}
