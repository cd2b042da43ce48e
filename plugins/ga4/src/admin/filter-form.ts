/** How filters of audiences and channels are told of, which nest without an end. */
export const googleForm =
  'in Google’s own form: `andGroup`, `orGroup` and `notExpression` around filters with a `fieldName`'
