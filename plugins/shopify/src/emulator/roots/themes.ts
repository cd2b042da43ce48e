import type { Execution } from '../execution.ts'
import { rowsOf } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

export const themeRoots = {
  themes: ({ roles }: Arguments, { state }: Execution) =>
    rowsOf(state, 'OnlineStoreTheme').filter((row) => !Array.isArray(roles) || roles.includes(row['role'])),
}

/** Files of a theme with the wanted names, in which * stands for anything. */
export function themeFiles(files: readonly unknown[], filenames: unknown): readonly unknown[] {
  if (!Array.isArray(filenames)) return files
  const patterns = filenames.map(
    (name) =>
      new RegExp(
        `^${String(name)
          .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')}$`,
      ),
  )
  return files.filter((file) =>
    patterns.some((pattern) => pattern.test((file as { filename: string }).filename)),
  )
}
