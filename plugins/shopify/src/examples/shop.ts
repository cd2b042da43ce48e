// What the emulator answers: the examples of the operations show it, and a test compares the two.

export const exampleShop = {
  id: 'gid://shopify/Shop/70000001001',
  name: 'Fernweh Outdoor',
  email: 'owner@fernweh-outdoor.example',
  contactEmail: 'hello@fernweh-outdoor.example',
  weightUnit: 'KILOGRAMS',
  unitSystem: 'METRIC_SYSTEM',
  taxesIncluded: true,
  createdAt: '2026-01-02T08:00:00Z',
  updatedAt: '2026-10-30T16:20:00Z',
  domain: 'fernweh-outdoor.myshopify.com',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  url: 'https://fernweh-outdoor.example',
  plan: 'Basic',
  development: false,
  plus: false,
  city: 'Berlin',
  country: 'DE',
}
