import type { TargetConfiguration } from '@nx/devkit'

/** What a package's folder holds. */
export interface Content {
  /** It is compiled for publishing. Tools run from their sources, so they never are. */
  readonly isBuilt: boolean
  /** Vite makes of it what a browser loads. */
  readonly isBundled: boolean
  readonly hasTests: boolean
  readonly hasSources: boolean
  /** Part of its sources is made from those of other packages, by the generator that it holds. */
  readonly isGenerated: boolean
}

/** Whoever looks at types waits for those that are generated, in this package or in one that it depends on. */
const generatedFirst = ['generate', '^generate']
const generatedTypes = { dependentTasksOutputFiles: '**/src/generated/*.ts', transitive: true }

// What an answer of tap depends on: the package, the sources of what it depends on (tests run on sources, so
// nothing is built first), and the servers that tests were told to use.
const testInputs = ['default', '^production', { env: 'REDIS_URL' }, { env: 'DATABASE_URL' }]

/** The targets of the package at `root`. A package has no target that it could not run. */
export function targetsFor(root: string, content: Content): Record<string, TargetConfiguration> {
  return {
    ...(content.isGenerated ? { generate } : {}),
    ...(content.isBuilt ? { build: content.isBundled ? bundle(root) : build(root) } : {}),
    ...(content.hasTests ? { test: test(root), coverage: coverage(root) } : {}),
    ...(content.hasSources
      ? { lint: lint(root), typecheck: content.isBundled ? browserTypecheck(root) : typecheck(root) }
      : {}),
  }
}

const command = (line: string, cwd: string, description: string): TargetConfiguration => ({
  command: line,
  options: { cwd },
  cache: true,
  metadata: { description },
})

// It knows by itself whether anything has changed, and looks at more than the packages that this one depends on.
const generate: TargetConfiguration = {
  command: 'node tools/setup/ensure-generated.mjs',
  options: { cwd: '.' },
  cache: false,
  outputs: ['{projectRoot}/src/generated'],
  metadata: { description: 'Makes the types of the API from the runtime and the connectors.' },
}

const build = (root: string): TargetConfiguration => ({
  ...command('tsc -b', root, 'Compiles the sources to dist for publishing.'),
  dependsOn: [...generatedFirst, '^build'],
  inputs: ['production', '^production', generatedTypes],
  outputs: ['{projectRoot}/dist'],
})

const bundle = (root: string): TargetConfiguration => ({
  ...command('vite build --logLevel warn', root, 'Bundles the sources to dist for browsers.'),
  inputs: ['production', '^production'],
  outputs: ['{projectRoot}/dist'],
})

const test = (root: string): TargetConfiguration => ({
  ...command('tap', root, 'Runs the tests on the sources.'),
  inputs: testInputs,
  outputs: [],
})

// A report, not a gate. The default reporter repaints the terminal, and wipes the table out when Nx runs it.
const coverageOptions =
  '--allow-incomplete-coverage --allow-empty-coverage --show-full-coverage --reporter=tap'

const coverage = (root: string): TargetConfiguration => ({
  ...command(
    `tap --no-disable-coverage ${coverageOptions}`,
    root,
    'Runs the tests and reports which lines they reach.',
  ),
  inputs: testInputs,
  outputs: ['{projectRoot}/.tap/coverage', '{projectRoot}/.tap/report'],
})

const lint = (root: string): TargetConfiguration => ({
  ...command(
    'oxlint --type-aware --deny-warnings .',
    root,
    'Lints, with the types of what the package imports.',
  ),
  dependsOn: generatedFirst,
  inputs: ['default', '^production', '{workspaceRoot}/.oxlintrc.json', generatedTypes],
  outputs: [],
})

const typecheck = (root: string): TargetConfiguration => ({
  ...command(
    `node tools/workspace/src/typecheck.ts ${root}`,
    '.',
    'Checks the types of sources and tests together.',
  ),
  dependsOn: generatedFirst,
  inputs: [
    'default',
    '^production',
    '{workspaceRoot}/tsconfig.test.json',
    '{workspaceRoot}/tools/workspace/src/typecheck.ts',
    generatedTypes,
  ],
  outputs: [],
})

// The types of a browser are not those of the other packages; its tests run on Node, and are checked with all tests.
const browserTypecheck = (root: string): TargetConfiguration => ({
  ...command('tsc -b', root, 'Checks the types of the sources.'),
  dependsOn: generatedFirst,
  inputs: ['production', '^production', '{workspaceRoot}/tsconfig.browser.json', generatedTypes],
  outputs: [],
})
