import { execFile } from 'node:child_process'
import { chown, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { cacheFolderForAll, makeOnce } from './cache-folder.ts'
import { postgresPrograms } from './postgres-program.ts'
import type { Account } from './unprivileged.ts'

const run = promisify(execFile)

/** Makes the data folder of a new server, as a copy of one that is kept, since making it from nothing takes seconds. */
export async function makePostgresData(folder: string, account: Account | undefined): Promise<void> {
  const { initdb, version } = await postgresPrograms()
  // A folder that can be read by whom it belongs to.
  const as = { cwd: tmpdir(), ...account }
  const kept = cacheFolderForAll(`postgres-data-${version}-${process.arch}`)
  await makeOnce(kept, async (path) => {
    await mkdir(path)
    if (account !== undefined) await chown(path, account.uid, account.gid)
    const parameters = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
    await run(initdb.path, ['-D', path, ...parameters], as)
  })
  await run('cp', ['-R', '-p', kept, folder], as)
}
