import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CreateNodes, TargetConfiguration } from '@nx/devkit'

/**
 * Every package in this repository has the same targets, so no package.json declares scripts:
 * `tsc -b` builds it and `tap` tests it.
 */
export const name = '@patchbay/workspace'

export const createNodes: CreateNodes = [
  '{packages,plugins,tools}/*/package.json',
  (packageJsonPaths, _options, { workspaceRoot }) =>
    packageJsonPaths.map((path) => {
      const root = dirname(path)
      const [area = '', folder = ''] = root.split('/')
      const { private: isPrivate } = JSON.parse(readFileSync(join(workspaceRoot, path), 'utf8')) as {
        private?: boolean
      }
      const tags = [`area:${area}`, `name:${folder}`, isPrivate ? 'scope:private' : 'scope:public']
      return [path, { projects: { [root]: { root, tags, targets: targetsFor(root) } } }] as const
    }),
]

function targetsFor(root: string): Record<string, TargetConfiguration> {
  const run = (command: string): TargetConfiguration => ({ command, options: { cwd: root }, cache: true })
  return {
    build: {
      ...run('tsc -b'),
      dependsOn: ['^build'],
      inputs: ['production', '^production'],
      outputs: ['{projectRoot}/dist'],
    },
    test: { ...run('tap'), inputs: ['default', '^production'], outputs: ['{projectRoot}/.tap'] },
  }
}
