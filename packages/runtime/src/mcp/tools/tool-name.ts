/**
 * The name of an operation as a tool: `shopify/orders.list` is `shopify_orders_list`. Clients take letters, digits,
 * `_` and `-`, and up to 128 of them (MCP 2025-11-25, server/tools, "Tool Names"); some take fewer kinds than that.
 * An older major that is served beside the newest says which it is: `shopify_v1_orders_list`.
 */
export function toolNameOf(connector: string, operation: string, olderMajor?: number): string {
  const parts = [connector, ...(olderMajor === undefined ? [] : [`v${olderMajor}`]), operation]
  return parts.join('_').replaceAll(/[^A-Za-z0-9]/g, '_')
}
