import type { Workspace } from '../src/workspace.ts'

/** A workspace that exists only in a test. Objects are written as JSON. */
export function imaginaryWorkspace(content: Readonly<Record<string, string | object>>): Workspace {
  return {
    files: Object.keys(content).sort(),
    read: (path) => {
      const value = content[path]
      if (value === undefined) throw new Error(`${path} does not exist`)
      return typeof value === 'string' ? value : JSON.stringify(value)
    },
  }
}
