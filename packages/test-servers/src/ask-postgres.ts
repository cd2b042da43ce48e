import pg from 'pg'

/** Sends one statement over a connection of its own; the rows of its answer. Rejects with an error of Postgres. */
export async function askPostgres(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A server that ends while it is asked is told of by what was asked.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query(statement)
    return rows as unknown[]
  } finally {
    await client.end()
  }
}
