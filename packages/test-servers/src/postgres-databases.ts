import { randomBytes } from 'node:crypto'
import { askPostgres } from './ask-postgres.ts'

/** Databases of their own for those who share a server. */
export interface PostgresDatabases {
  /** The URL of a fresh database; as a copy of another one, named by its URL, to which nobody is connected. */
  createDatabase(template?: string): Promise<string>
  /** Drops one, and all connections to it. */
  dropDatabase(url: string): Promise<void>
  /** Drops those that were made here and are left. */
  dropDatabases(): Promise<void>
}

/** Databases on the server of this URL, whose user may create some. */
export function postgresDatabases(server: string): PostgresDatabases {
  const left = new Set<string>()
  const dropDatabase = async (url: string): Promise<void> => {
    left.delete(url)
    await askPostgres(server, `drop database if exists ${nameOf(url)} with (force)`)
  }
  return {
    async createDatabase(template) {
      const name = `test_${randomBytes(6).toString('hex')}`
      const from = template === undefined ? 'template0' : nameOf(template)
      await askPostgres(server, `create database ${name} template ${from}`)
      const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
      left.add(url)
      return url
    },
    dropDatabase,
    dropDatabases: async () => void (await Promise.all(Array.from(left, dropDatabase))),
  }
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1)
