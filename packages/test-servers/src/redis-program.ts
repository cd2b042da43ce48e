import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { unpackDebianPackages } from './debian-packages.ts'

/** A redis-server that can be run. */
export interface RedisProgram {
  readonly path: string
  readonly environment: Readonly<Record<string, string>>
}

// The server's binary is in the tools, and Debian links these libraries dynamically.
const packages = [
  'redis-server',
  'redis-tools',
  'liblzf1',
  'libjemalloc2',
  'liblua5.1-0',
  'lua-cjson',
  'lua-bitop',
  'libatomic1',
  'libsystemd0',
]

let found: Promise<RedisProgram> | undefined

/** On PATH, else from Debian's packages. Rejects with what to install. */
export function redisProgram(): Promise<RedisProgram> {
  found ??= find()
  return found
}

async function find(): Promise<RedisProgram> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'redis-server')
    if (folder !== '' && (await isExecutable(path))) return { path, environment: {} }
  }
  try {
    const { folder, libraries } = await unpackDebianPackages('redis', packages)
    return {
      path: join(folder, 'usr/bin/redis-server'),
      environment: { LD_LIBRARY_PATH: libraries },
    }
  } catch (error) {
    throw new Error(
      'Tests need a Redis server of version 7 or newer, and none was found: install redis-server so that it is on PATH, or set REDIS_URL to one that may be written to. It could not be fetched as a Debian package either.',
      { cause: error },
    )
  }
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
