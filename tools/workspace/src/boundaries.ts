/** Who may import whom. The key is the importer; anything not listed is forbidden. */
export const allowed: Record<string, readonly string[]> = {
  contract: [],
  testkit: ['contract'],
  client: [],
  runtime: ['contract'],
  console: ['client'],
  'create-connector': [],
  plugin: ['contract', 'testkit'],
}

export interface Edge {
  readonly from: string
  readonly to: string
}

/** Names the kind of a project from its folder: every plugin is one kind, every package its own. */
export function kindOf(root: string): string {
  const [area = '', folder = ''] = root.split('/')
  return area === 'plugins' ? 'plugin' : folder
}

export function violations(edges: readonly Edge[]): string[] {
  return edges
    .filter(({ from, to }) => kindOf(from) in allowed && !allowed[kindOf(from)]?.includes(kindOf(to)))
    .map(({ from, to }) => `${from} must not import ${to}`)
}
