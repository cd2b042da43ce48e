import t from 'tap'
import { addressList, hasAddress, isAddressRange, isWithin } from '../../src/access/address-ranges.ts'

t.test('addresses and networks of both families', (t) => {
  for (const text of ['10.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', '2001:db8::/32', '::ffff:10.0.0.1']) {
    t.ok(isAddressRange(text), text)
  }
  for (const text of [
    '',
    'home',
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::/129',
    '1/8',
  ]) {
    t.notOk(isAddressRange(text), text)
  }
  t.throws(() => addressList(['home']), TypeError)
  const list = addressList(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'])
  for (const address of ['10.255.0.1', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8:1::9']) {
    t.ok(hasAddress(list, address), address)
  }
  for (const address of ['11.0.0.1', '192.0.2.8', '2001:db9::1', '::ffff:11.0.0.1', '', 'a']) {
    t.notOk(hasAddress(list, address), address)
  }
  t.end()
})

t.test('a range is within one that holds all of it', (t) => {
  t.ok(isWithin(['10.1.0.0/16', '10.0.0.7'], ['10.0.0.0/8', '192.0.2.0/24']))
  t.notOk(isWithin(['10.0.0.0/8'], ['10.1.0.0/16']))
  t.notOk(isWithin(['10.0.0.0/30'], ['10.0.0.0', '10.0.0.3']), 'not where only its ends are')
  t.notOk(isWithin(['::/0'], ['0.0.0.0/0']))
  t.notOk(isWithin(['10.0.0.1', '11.0.0.1'], ['10.0.0.0/8']))
  t.end()
})
