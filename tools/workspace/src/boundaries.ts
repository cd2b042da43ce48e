/** Which kinds of package a kind may use: in everything that it ships, and beyond that only to develop it. */
interface Allowance {
  readonly shipped: readonly string[]
  readonly development?: readonly string[]
}

/** Who may use whom. Whatever is not listed is forbidden, a kind that is not listed included. */
export const allowances: Readonly<Record<string, Allowance>> = {
  contract: { shipped: [] },
  emulator: { shipped: ['contract'] },
  // What connectors of one vendor have in common. A connector never uses another connector.
  google: { shipped: ['contract'] },
  'fault-proxy': { shipped: [] },
  'test-servers': { shipped: [] },
  runtime: { shipped: ['contract', 'emulator'], development: ['fault-proxy', 'test-servers'] },
  testkit: { shipped: ['contract', 'emulator', 'runtime'] },
  client: { shipped: ['contract'] },
  console: { shipped: ['client'], development: ['runtime', 'emulator', 'test-servers'] },
  plugin: { shipped: ['contract', 'google'], development: ['testkit', 'emulator'] },
}

/** One package using another, and how that is known. */
export interface Edge {
  /** Root of the package that uses, such as `plugins/shopify`. */
  readonly from: string
  readonly to: string
  readonly use: 'shipped' | 'development'
  /** Where it says so: a file, and the words in it. */
  readonly where: string
}

/** Every connector is of one kind, and so is every tool; each other package is a kind of its own. */
export function kindOf(root: string): string {
  const [area = '', folder = ''] = root.split('/')
  if (area === 'packages') return folder
  return area === 'plugins' ? 'plugin' : 'tool'
}

/** The edges that no allowance covers, as sentences. Tools may use anything; nobody else may use a tool. */
export function violations(edges: readonly Edge[]): string[] {
  return edges.filter((edge) => !isAllowed(edge)).map(describe)
}

function isAllowed({ from, to, use }: Edge): boolean {
  if (from === to || kindOf(from) === 'tool') return true
  const allowance = allowances[kindOf(from)]
  if (allowance === undefined) return false
  const allowed =
    use === 'shipped' ? allowance.shipped : [...allowance.shipped, ...(allowance.development ?? [])]
  return allowed.includes(kindOf(to))
}

function describe({ from, to, use, where }: Edge): string {
  const how = use === 'shipped' ? 'use' : 'use, not even in its tests,'
  return `${from} must not ${how} ${to} (${where})`
}
