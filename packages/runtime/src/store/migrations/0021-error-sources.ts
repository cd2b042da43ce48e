import { sql, type Kysely } from 'kysely'

/**
 * Groups of what fails outside of calls as well. What belongs to no tenant is of the installation, `*`, which is why the
 * tenant itself references none any more; groups of a tenant still go with it.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table error_groups
      add column source text not null default 'call'
        check (source in ('call', 'drift', 'renewal', 'task', 'quarantine', 'delivery')),
      drop constraint error_groups_tenant_fkey,
      add column home text generated always as (nullif(tenant, '*')) stored
        references tenants (id) on delete cascade`.execute(database)
}
