import { sql } from 'kysely'
import type { Store } from '../../store/store.ts'

/** Whose tokens are renewed. */
export interface TokenPlace {
  readonly tenant: string
  /** Uid of the connection. */
  readonly connection: string
}

export type Claim =
  /** `wasAsked`: the holder before has been lost, maybe with the vendor's answer. */
  | { readonly kind: 'held'; readonly fence: number; readonly wasAsked: boolean }
  /** Somebody else is at it. */
  | { readonly kind: 'busy' }
  /** The vendor has refused these tokens for good; `reason` is for people. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Nobody asks for so many milliseconds. */
  | { readonly kind: 'paused'; readonly wait: number; readonly reason: string | undefined }

export interface Release {
  /** Leave the word that an answer may have been lost. */
  readonly wasAsked?: boolean
  readonly refusal?: string
  /** Milliseconds during which nobody asks. */
  readonly pause?: number
}

/**
 * Who alone may ask a vendor for new tokens of a connection: a row in the store with an owner, a fence and an end, by the
 * clock of the store. No transaction is open while a vendor is asked, so the lease is renewed, and ends soon after its
 * holder has died.
 */
export interface TokenLeases {
  /**
   * `subject` names the tokens that are to be replaced. What is urgent does not heed a pause that was only to leave time
   * to good tokens.
   */
  claim(place: TokenPlace, owner: string, subject: string, isUrgent: boolean): Promise<Claim>
  /** Whether the owner still held it. */
  renew(place: TokenPlace, owner: string): Promise<boolean>
  release(place: TokenPlace, owner: string, how: Release): Promise<void>
  forget(place: TokenPlace): Promise<void>
}

/** `ttl` in milliseconds: how long after its death a holder still holds it. */
export function createTokenLeases({ database }: Pick<Store, 'database'>, ttl: number): TokenLeases {
  const fromNow = (milliseconds: number) =>
    sql<Date>`clock_timestamp() + make_interval(secs => ${milliseconds / 1_000})`

  const reasonNot = async ({ tenant, connection }: TokenPlace, subject: string): Promise<Claim> => {
    const row = await database
      .selectFrom('token_leases')
      .select(['subject', 'refusal'])
      .select(sql<boolean>`expires_at > clock_timestamp()`.as('is_held'))
      .select(sql<number>`extract(epoch from paused_until - clock_timestamp())::float8 * 1000`.as('wait'))
      .where('tenant', '=', tenant)
      .where('connection', '=', connection)
      .executeTakeFirst()
    if (row === undefined || row.is_held || row.subject !== subject) return { kind: 'busy' }
    const paused = row.wait !== null && row.wait > 0
    if (paused) return { kind: 'paused', wait: row.wait, reason: row.refusal ?? undefined }
    return row.refusal === null ? { kind: 'busy' } : { kind: 'refused', reason: row.refusal }
  }

  return {
    async claim(place, owner, subject, isUrgent) {
      const { tenant, connection } = place
      const { rows } = await sql<{ fence: number; was_asked: boolean }>`
        with known as (
          select was_asked and subject = ${subject} as was_asked from token_leases
          where tenant = ${tenant} and connection = ${connection}
        )
        insert into token_leases as lease
          (tenant, connection, owner, fence, expires_at, subject, was_asked)
        values (${tenant}, ${connection}, ${owner}, 1, ${fromNow(ttl)}, ${subject}, true)
        on conflict (tenant, connection) do update set
          owner = excluded.owner, fence = lease.fence + 1, expires_at = excluded.expires_at,
          subject = excluded.subject, was_asked = true, refusal = null, paused_until = null
        where lease.expires_at <= clock_timestamp() and (
          lease.subject <> excluded.subject
          or (${isUrgent}::boolean and lease.refusal is null)
          or coalesce(lease.paused_until <= clock_timestamp(), lease.refusal is null)
        )
        returning lease.fence, coalesce((select was_asked from known), false) as was_asked
      `.execute(database)
      const [row] = rows
      return row === undefined
        ? reasonNot(place, subject)
        : { kind: 'held', fence: row.fence, wasAsked: row.was_asked }
    },

    async renew({ tenant, connection }, owner) {
      const { numUpdatedRows } = await database
        .updateTable('token_leases')
        .set({ expires_at: fromNow(ttl) })
        .where('tenant', '=', tenant)
        .where('connection', '=', connection)
        .where('owner', '=', owner)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async release({ tenant, connection }, owner, { wasAsked = false, refusal, pause }) {
      await database
        .updateTable('token_leases')
        .set({
          expires_at: sql<Date>`clock_timestamp()`,
          was_asked: wasAsked,
          refusal: refusal ?? null,
          paused_until: pause === undefined ? null : fromNow(pause),
        })
        .where('tenant', '=', tenant)
        .where('connection', '=', connection)
        .where('owner', '=', owner)
        .execute()
    },

    async forget({ tenant, connection }) {
      await database
        .deleteFrom('token_leases')
        .where('tenant', '=', tenant)
        .where('connection', '=', connection)
        .execute()
    },
  }
}
