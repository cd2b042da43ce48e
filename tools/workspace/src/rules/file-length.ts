import { isCode, packagesOf, type Workspace } from '../workspace.ts'

export const longestFile = 250

/** Files that may be longer, each with the reason. A reason that no longer holds is a fault, too. */
const exceptions: Readonly<Record<string, string>> = {}

/** A source file has one concept, and room for no more. */
export function fileLength(workspace: Workspace, excepted = exceptions): string[] {
  const lengths = new Map<string, number>(
    packagesOf(workspace).flatMap(({ root, files }) =>
      files
        .filter((file) => file.startsWith('src/') && (isCode(file) || /\.(?:css|html)$/.test(file)))
        .map((file) => [`${root}/${file}`, linesIn(workspace.read(`${root}/${file}`))] as const),
    ),
  )
  const tooLong = [...lengths].filter(
    ([path, length]) => length > longestFile && excepted[path] === undefined,
  )
  const stale = Object.keys(excepted).filter((path) => (lengths.get(path) ?? 0) <= longestFile)
  return [
    ...tooLong.map(([path, length]) => `${path} has ${length} lines; ${longestFile} is the most`),
    ...stale.map((path) => `${path} needs no exception any more`),
  ]
}

const linesIn = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
