import { sql } from 'kysely'
import type { Database } from '../store/store.ts'

// Whatever makes tables others than they were: columns, constraints, triggers, indexes and functions.
const shape = sql<string>`(
  select md5(string_agg(part, ' ' order by part)) from (
    select format('%s %s %s %s %s', attrelid, attname, atttypid, attnotnull, attisdropped) as part
      from pg_attribute join pg_class on pg_class.oid = attrelid where relnamespace = 'public'::regnamespace
    union all select format('%s %s', oid, convalidated) from pg_constraint where connamespace = 'public'::regnamespace
    union all select format('%s %s', oid, tgenabled) from pg_trigger
    union all select format('%s', oid) from pg_proc where pronamespace = 'public'::regnamespace
  ) as parts
)`

/** Remembers, in a schema beside that of the store, what the migrations have put into its tables. */
export async function rememberFreshTables(database: Database): Promise<void> {
  await sql`create schema fresh`.execute(database)
  await sql`
    do $$
    declare name text;
    begin
      for name in select tablename from pg_tables where schemaname = 'public' loop
        execute format('create table fresh.%I as table public.%I', name, name);
      end loop;
    end $$`.execute(database)
  await sql`create table fresh_shape as select ${shape} as shape`.execute(database)
  await sql`alter table fresh_shape set schema fresh`.execute(database)
}

/** Makes the tables as they were when they were new. False if something has changed them beyond that. */
export async function freshenTables(database: Database): Promise<boolean> {
  const { rows } = await sql<{ isSame: boolean }>`
    select shape = ${shape} as "isSame" from fresh.fresh_shape
  `.execute(database)
  if (rows[0]?.isSame !== true) return false
  await sql`
    do $$
    declare name text;
    declare has_rows boolean;
    begin
      -- Neither references nor what keeps the audit from being changed.
      set local session_replication_role = replica;
      for name in select tablename from pg_tables where schemaname = 'public' loop
        execute format('select exists (select from public.%I)', name) into has_rows;
        continue when not has_rows;
        execute format('truncate public.%I cascade', name);
      end loop;
      for name in select tablename from pg_tables where schemaname = 'public' loop
        -- What was empty may have generated columns, which cannot be inserted into.
        execute format('select exists (select from fresh.%I)', name) into has_rows;
        continue when not has_rows;
        execute format('insert into public.%I overriding system value select * from fresh.%I', name, name);
      end loop;
      perform setval(format('public.%I', sequencename), start_value, false)
        from pg_sequences where schemaname = 'public';
    end $$`.execute(database)
  return true
}
