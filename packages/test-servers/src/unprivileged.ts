import { readFile } from 'node:fs/promises'

/** Who a process runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const nobody = { uid: 65_534, gid: 65_534 }

/** Whom to run a server as that refuses to be run by root; undefined where this process is not root's. */
export async function unprivileged(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const found = /^nobody:[^:]*:(\d+):(\d+):/m.exec(accounts)
  return found === null ? nobody : { uid: Number(found[1]), gid: Number(found[2]) }
}
