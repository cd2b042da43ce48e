// What Shopify charges off the general rules, found by fitting the model to recorded `requestedQueryCost` values.

/** Points of an object by its type, instead of 1. */
export const typePrices: Readonly<Record<string, number>> = {
  ApiVersion: 0,
  CollectionRule: 0,
  CollectionRuleSet: 0,
  Count: 10,
  CustomerEmailMarketingConsentState: 0,
  CustomerSmsMarketingConsentState: 0,
  InventoryItemMeasurement: 0,
  LocationAddress: 0,
  MoneyBag: 0,
  MoneyV2: 0,
  ProductPublication: 0,
  ResourcePublicationV2: 0,
  SellingPlanBillingPolicy: 0,
  SellingPlanDeliveryPolicy: 0,
  SellingPlanInventoryPolicy: 0,
  ShopAddress: 0,
  Weight: 0,
}

/** Points of one field, whatever its type. */
export const fieldPrices: Readonly<Record<string, number>> = {
  'Collection.productsCount': 1,
  'Company.contactsCount': 1,
  'Company.locationsCount': 1,
  'Customer.defaultAddress': 0,
  'DeliveryLocationGroup.locationsCount': 1,
  'DiscountCodeBasic.codesCount': 1,
  'InventoryAdjustmentGroup.referenceDocumentUri': 1,
  'InventoryItem.locationsCount': 1,
  'Location.hasUnfulfilledOrders': 1,
  'Product.availablePublicationsCount': 0,
  'Product.resourcePublicationsCount': 1,
  'Product.sellingPlanGroupsCount': 1,
  'Product.variantsCount': 1,
  'ProductVariant.sellingPlanGroupsCount': 1,
  'SellingPlanGroup.productVariantsCount': 1,
  'SellingPlanGroup.productsCount': 1,
  'StoreCreditAccount.balance': 5,
}

/** Points of calling a mutation, instead of 10. */
export const mutationPrices: Readonly<Record<string, number>> = {
  deliveryProfileUpdate: 100,
  fileCreate: 20,
  flowTriggerReceive: 1,
  fulfillmentTrackingInfoUpdate: 50,
  fulfillmentTrackingInfoUpdateV2: 50,
  orderCapture: 20,
  productCreateMedia: 20,
  refundCreate: 20,
}
