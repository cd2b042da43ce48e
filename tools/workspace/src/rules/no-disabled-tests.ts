import { isCode, packagesOf, type Workspace } from '../workspace.ts'

// As methods of a test (t.skip, t.todo, t.only) and as options of one (test('name', { skip: true }, …)).
const method = /\bt\.(skip|todo|only)\b/g
const option = /\btest\(\s*(['"`])(?:(?!\1).)*\1\s*,\s*\{[^}]*\b(skip|todo|only)\b/g

/** Every test runs, always. One that cannot run fails and says what it needs. */
export function noDisabledTests(workspace: Workspace): string[] {
  return packagesOf(workspace).flatMap(({ root, files }) =>
    files
      .filter((file) => file.startsWith('test/') && isCode(file))
      .flatMap((file) => {
        const source = workspace.read(`${root}/${file}`)
        const words = [...source.matchAll(method), ...source.matchAll(option)].map((match) => match.at(-1))
        return words.map((word) => `${root}/${file} has a test with "${word}"`)
      }),
  )
}
