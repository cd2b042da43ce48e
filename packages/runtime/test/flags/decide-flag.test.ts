import t from 'tap'
import { decideFlag, inOrder } from '../../src/flags/decide-flag.ts'
import type { FlagRule } from '../../src/flags/flag-rule.ts'
import { parseTargetId, targetId } from '../../src/flags/flag-target.ts'
import { isInRollout } from '../../src/flags/rollout.ts'

function rule(id: string, setting: Partial<FlagRule> = {}): FlagRule {
  const target = parseTargetId(id)
  if (target === undefined) throw new Error(`${id} is no target`)
  return {
    flag: 'calls',
    id,
    target,
    value: false,
    percentage: 100,
    rolloutBy: 'tenant',
    isKilled: false,
    note: '',
    version: 1,
    changedBy: 'operator',
    changedAt: new Date(0),
    ...setting,
  }
}

const asked = { tenant: 'acme', connector: 'shopify', operation: 'orders.list', principal: 'key-1' }
const decide = (rules: readonly FlagRule[], context = asked) => {
  const { value, reason, rule: decided } = decideFlag(inOrder(rules), true, context)
  return [value, reason, decided?.id]
}

t.test('the most specific rule decides, and without one the default', async (t) => {
  const narrowing = ['*:*:*', '*:shopify:*', '*:shopify:orders.list', 'acme:*:*', 'acme:shopify:*']
  t.same(decide([]), [true, 'default', undefined])
  for (let count = 1; count <= narrowing.length; count += 1) {
    const rules = narrowing.slice(0, count).map((id) => rule(id))
    t.same(decide(rules), [false, 'rule', narrowing[count - 1]])
    t.same(decide(rules.toReversed()), [false, 'rule', narrowing[count - 1]], 'in whichever order they come')
  }
})

t.test('rules of others do not count', async (t) => {
  t.same(decide([rule('other:*:*'), rule('*:gsc:*'), rule('*:shopify:orders.get')]), [
    true,
    'default',
    undefined,
  ])
  t.same(
    decideFlag([rule('acme:shopify:*')], true, { tenant: 'acme' }).value,
    true,
    'nor what is narrower than the question',
  )
})

t.test('a kill switch beats every other rule', async (t) => {
  const killed = rule('*:*:*', { isKilled: true, value: true, percentage: 0 })
  t.same(decide([rule('acme:shopify:orders.list', { value: true }), killed]), [false, 'kill-switch', '*:*:*'])
})

t.test('whoever is not in the share of a rollout falls to the next rule', async (t) => {
  const rules = [rule('acme:*:*', { percentage: 0 }), rule('*:*:*', { value: false })]
  t.same(decide(rules), [false, 'rule', '*:*:*'])
  const byPrincipal = [rule('*:*:*', { percentage: 50, rolloutBy: 'principal' })]
  const off = Array.from({ length: 1_000 }, (_, index) =>
    decide(byPrincipal, { ...asked, principal: `key-${index}` }),
  ).filter(([value]) => value === false)
  t.ok(off.length > 400 && off.length < 600, `${off.length} of 1,000`)
  t.equal(decideFlag(byPrincipal, true, { tenant: 'acme' }).reason, 'default', 'nobody is in no share')
})

t.test('a rollout keeps those whom it had, and each flag has others', async (t) => {
  const subjects = Array.from({ length: 1_000 }, (_, index) => `tenant-${index}`)
  const share = (flag: string, percentage: number) =>
    subjects.filter((subject) => isInRollout(flag, subject, percentage))
  const [few, more] = [share('calls', 10), share('calls', 30)]
  t.ok(few.length > 60 && few.length < 140, `${few.length} of 1,000`)
  t.ok(few.every((subject) => more.includes(subject)))
  t.same(few, share('calls', 10))
  t.notSame(few, share('mcp', 10))
  t.equal(share('calls', 100).length, 1_000)
  t.equal(share('calls', 0).length, 0)
})

t.test('targets have one spelling', async (t) => {
  for (const id of [
    '*:*:*',
    'acme:*:*',
    '*:shopify:*',
    '*:shopify:orders.list',
    'acme:zoho-mail:messages.list',
  ]) {
    t.equal(targetId(parseTargetId(id) ?? {}), id)
  }
  for (const id of [
    '',
    '*',
    '*:*',
    '*:*:orders.list',
    'A:*:*',
    'acme:shopify:',
    '*:*:*:*',
    ':*:*',
    '*:*:*\n',
  ]) {
    t.equal(parseTargetId(id), undefined, JSON.stringify(id))
  }
})
