/** What no connector has anything to do with. */
export const nothingFits: readonly string[] = [
  'weather in Paris',
  'book a flight to Tokyo',
  'play some music',
  'kubernetes pods',
  'write a python script',
  'capital of France',
  'jira ticket',
  'order a pizza',
  'temperature tomorrow',
  'solve an equation',
  'restaurant reservation',
  'github pull request',
  'convert euros to dollars exchange rate',
  'sql database backup',
]
