import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CreateNodes } from '@nx/devkit'
import { targetsFor } from './targets.ts'

export const name = '@patchbay/workspace'

/**
 * Makes every folder with a package.json an Nx project, with the targets that its content allows. Edges between
 * projects need no code: Nx reads them from the dependencies that the package.json files declare.
 */
export const createNodes: CreateNodes = [
  '{packages,plugins,tools}/*/package.json',
  (manifestPaths, _options, { workspaceRoot }) =>
    manifestPaths.map((path) => {
      const root = dirname(path)
      const folder = join(workspaceRoot, root)
      const [area = ''] = root.split('/')
      const targets = targetsFor(root, {
        isBundled: existsSync(join(folder, 'vite.config.ts')),
        isBuilt: area !== 'tools' && existsSync(join(folder, 'tsconfig.json')),
        hasTests: globSync('test/**/*.test.ts', { cwd: folder }).length > 0,
        hasSources: globSync('{src,test}/**/*.{ts,tsx}', { cwd: folder }).length > 0,
      })
      return [path, { projects: { [root]: { root, tags: [`area:${area}`], targets } } }] as const
    }),
]
