import { sql } from 'kysely'
import type { Store } from '../../src/store/store.ts'
import { enclose } from '../../src/vault/envelope/envelope.ts'
import { admitKeyRing } from '../../src/vault/ring/admit-key-ring.ts'
import type { KeyRing } from '../../src/vault/ring/key-ring.ts'

/** Fills a store with what is hard to carry over: every form of value, references, keys of a ring, counted ids. */
export async function fillStore(store: Store, ring: KeyRing): Promise<void> {
  const { database } = store
  await store.transaction((inner) => admitKeyRing(inner, ring, 'test'))
  await sql`
    insert into tenants (id, title, created_at)
    select 'acme-' || n, E'Zoë "N\\\\A"\\n\\t☃ ' || repeat('x', n % 50), '2026-01-02 03:04:05.678901+02'
    from generate_series(1, 1234) n
  `.execute(database)
  await sql`
    insert into changes (topic, tenant, key) select 'topic', case when n % 2 = 0 then 'acme-' || n end, '' from generate_series(1, 777) n
  `.execute(database)
  for (const [index, key] of ring.keys.entries()) {
    const place = { tenant: 'acme-1', record: `r${index}`, purpose: 'tokens', version: 1 }
    const { keyId, wrappedKey, sealed } = enclose(place, 'hush', key)
    await sql`
      insert into secrets (tenant, record, purpose, version, key_id, wrapped_key, sealed)
      values (${place.tenant}, ${place.record}, ${place.purpose}, 1, ${keyId}, ${wrappedKey}, ${sealed})
    `.execute(database)
  }
  await sql`select nextval('secret_versions') from generate_series(1, 9)`.execute(database)
  await sql`insert into vault_rotations (key_id, started_by, total) values ('new', 'me', 3)`.execute(database)
  await sql`
    insert into audit_entries
    select n, 'c' || n, 'acme-1', n, 'e' || n, now(), 'me', 'operator', 'key.create', null, 'ok', 't', 'r', null, '', '{}', '', ''
    from generate_series(1, 1500) n
  `.execute(database)
  await sql`insert into audit_heads values ('all', 1500, 'h', 0, '', 's')`.execute(database)
}
