/** What a rule is about. What is undefined is not narrowed down: `{}` is everything. */
export interface FlagTarget {
  readonly tenant?: string
  readonly connector?: string
  /** Of the connector, which has to be there. */
  readonly operation?: string
}

const name = '[a-z0-9][a-z0-9-]{0,62}'
const pattern = new RegExp(`^(${name}|\\*):(?:(\\*):\\*|(${name}):([a-zA-Z0-9][a-zA-Z0-9.-]{0,127}|\\*))$`)

/**
 * A target as one text, which is the id of its rule: there is one rule of a flag for each target, so no two ever
 * contend. `acme:shopify:orders.list`, `*:shopify:*`, `*:*:*`.
 */
export const targetId = ({ tenant = '*', connector = '*', operation = '*' }: FlagTarget): string =>
  `${tenant}:${connector}:${operation}`

/** Undefined for what is no id of a target. */
export function parseTargetId(id: string): FlagTarget | undefined {
  const match = pattern.exec(id)
  if (match === null) return undefined
  const [, tenant, , connector, operation] = match
  return {
    ...narrowed('tenant', tenant),
    ...narrowed('connector', connector),
    ...narrowed('operation', operation),
  }
}

function narrowed(key: keyof FlagTarget, value: string | undefined): FlagTarget {
  return value === undefined || value === '*' ? {} : { [key]: value }
}

/** Higher is more specific: a tenant first, then an operation, then a connector. */
export const specificityOf = ({ tenant, connector, operation }: FlagTarget): number =>
  (tenant === undefined ? 0 : 4) + (operation === undefined ? 0 : 2) + (connector === undefined ? 0 : 1)

/** Whether whatever is asked about lies within the target. What is not narrowed down lies in no narrower target. */
export const covers = (target: FlagTarget, asked: FlagTarget): boolean =>
  (target.tenant === undefined || target.tenant === asked.tenant) &&
  (target.connector === undefined || target.connector === asked.connector) &&
  (target.operation === undefined || target.operation === asked.operation)
