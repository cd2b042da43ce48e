import type { Static } from '@patchbay/contract'
import type { Customer } from '../records/customer.ts'

// What the emulator answers: the examples of the operations show it, and a test compares the two.

export const exampleCustomer: Static<typeof Customer> = {
  id: 'gid://shopify/Customer/6900000001003',
  displayName: 'Clara Acker',
  firstName: 'Clara',
  lastName: 'Acker',
  state: 'DISABLED',
  verifiedEmail: false,
  tags: [],
  note: null,
  createdAt: '2026-01-13T09:00:00Z',
  updatedAt: '2026-02-13T09:00:00Z',
  amountSpent: {
    amount: '1510.0',
    currency: 'EUR',
  },
  email: 'clara.acker@example.com',
  emailMarketing: 'NOT_SUBSCRIBED',
  phone: '+49305550002',
  orderCount: 4,
  city: 'Hamburg',
  country: 'DE',
}
