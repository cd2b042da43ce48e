// What the emulator answers: the examples of the operations show it, and a test compares the two.

export const exampleLocation = {
  id: 'gid://shopify/Location/7700000001001',
  name: 'Berlin Warehouse',
  isActive: true,
  fulfillsOnlineOrders: true,
  shipsInventory: true,
  createdAt: '2026-01-02T08:00:00Z',
  updatedAt: '2026-09-14T10:00:00Z',
  address1: 'Lindenweg 1',
  city: 'Berlin',
  province: null,
  zip: '10115',
  country: 'DE',
}
