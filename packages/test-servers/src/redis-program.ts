import { findServerProgram, type ServerProgram } from './server-program.ts'

let found: Promise<ServerProgram> | undefined

/** A redis-server. Rejects with what to install. */
export function redisProgram(): Promise<ServerProgram> {
  found ??= findServerProgram({
    name: 'redis',
    path: 'usr/bin/redis-server',
    // The server's binary is in the tools, and Debian links these libraries dynamically.
    packages: [
      'redis-server',
      'redis-tools',
      'liblzf1',
      'libjemalloc2',
      'liblua5.1-0',
      'lua-cjson',
      'lua-bitop',
      'libatomic1',
      'libsystemd0',
    ],
    advice:
      'Tests need a Redis server of version 7 or newer, and none was found: install redis-server so that it is on PATH, or set REDIS_URL to one that may be written to.',
  })
  return found
}
