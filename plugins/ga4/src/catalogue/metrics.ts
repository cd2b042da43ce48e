import type { MetricFact, MetricScope, MetricType } from './field.ts'
import { readTable } from './read-table.ts'

// Name, title, category, type, scope, `r` where realtime reports know it, what it says.
const table = `
active1DayUsers|1-day active users|User|INTEGER|any||Users who were active on the last day of the dates.
active28DayUsers|28-day active users|User|INTEGER|any||Users who were active in the 28 days that end with the dates.
active7DayUsers|7-day active users|User|INTEGER|any||Users who were active in the 7 days that end with the dates.
activeUsers|Active users|User|INTEGER|any|r|Users with an engaged session, a first visit or engagement.
adUnitExposure|Ad unit exposure|Revenue|MILLISECONDS|any||How long an ad of the app's publisher was in view.
addToCarts|Add to carts|Ecommerce|INTEGER|any||How often users put something into their carts.
advertiserAdClicks|Ads clicks|Advertising|INTEGER|ads||Clicks on ads that led to the property.
advertiserAdCost|Ads cost|Advertising|CURRENCY|ads||What the ads have cost.
advertiserAdCostPerClick|Ads cost per click|Advertising|CURRENCY|ads||Cost of ads for each click.
advertiserAdCostPerKeyEvent|Cost per key event|Advertising|CURRENCY|ads||Cost of ads for each key event.
advertiserAdImpressions|Ads impressions|Advertising|INTEGER|ads||How often ads were shown.
averagePurchaseRevenue|Average purchase revenue|Ecommerce|CURRENCY|any||Revenue of purchases for each transaction.
averagePurchaseRevenuePerPayingUser|ARPPU|Revenue|CURRENCY|any||Revenue of purchases for each user who bought.
averagePurchaseRevenuePerUser|Average purchase revenue per active user|Revenue|CURRENCY|any||Revenue of purchases for each active user.
averageRevenuePerUser|ARPU|Revenue|CURRENCY|any||All revenue for each active user.
averageSessionDuration|Average session duration|Session|SECONDS|any||Mean length of sessions in seconds.
bounceRate|Bounce rate|Session|FLOAT|any||Share of sessions that were not engaged, 0 to 1.
cartToViewRate|Cart-to-view rate|Ecommerce|FLOAT|item||Users who put the item into a cart, of those who viewed it.
checkouts|Checkouts|Ecommerce|INTEGER|any||How often users began to check out.
cohortActiveUsers|Cohort active users|Cohort|INTEGER|cohort||Users of the cohort who were active at the time since.
cohortTotalUsers|Cohort total users|Cohort|INTEGER|cohort||All users of the cohort.
crashAffectedUsers|Crash-affected users|User|INTEGER|any||Users whose app crashed.
crashFreeUsersRate|Crash-free users rate|User|FLOAT|any||Share of users whose app did not crash, 0 to 1.
dauPerMau|DAU / MAU|User|FLOAT|any||Share of the users of 30 days who were active on the last day.
dauPerWau|DAU / WAU|User|FLOAT|any||Share of the users of 7 days who were active on the last day.
ecommercePurchases|Ecommerce purchases|Ecommerce|INTEGER|any||How many purchases were completed.
engagedSessions|Engaged sessions|Session|INTEGER|any||Sessions longer than 10 seconds, with a key event, or with two views.
engagementRate|Engagement rate|Session|FLOAT|any||Share of sessions that were engaged, 0 to 1.
eventCount|Event count|Event|INTEGER|any|r|How many events there were.
eventCountPerUser|Event count per active user|Event|FLOAT|any||Events for each active user.
eventValue|Event value|Event|FLOAT|any||Sum of the event parameter value.
eventsPerSession|Events per session|Session|FLOAT|any||Events for each session.
firstTimePurchaserRate|First-time purchaser rate|Ecommerce|FLOAT|any||Share of active users who bought for the first time, 0 to 1.
firstTimePurchasers|First-time purchasers|Ecommerce|INTEGER|any||Users who bought for the first time.
firstTimePurchasersPerNewUser|First-time purchasers per new user|Ecommerce|FLOAT|any||Users who bought for the first time, for each new user.
grossItemRevenue|Gross item revenue|Ecommerce|CURRENCY|item||Revenue of items before refunds.
grossPurchaseRevenue|Gross purchase revenue|Ecommerce|CURRENCY|any||Revenue of purchases before refunds.
itemDiscountAmount|Item discount amount|Ecommerce|CURRENCY|item||Discounts on items.
itemListClickEvents|Item-list click events|Ecommerce|INTEGER|any||How often items were chosen from lists.
itemListClickThroughRate|Item list click through rate|Ecommerce|FLOAT|item||Users who chose an item from a list, of those who saw the list.
itemListViewEvents|Item-list view events|Ecommerce|INTEGER|any||How often lists of items were seen.
itemPromotionClickThroughRate|Item promotion click through rate|Ecommerce|FLOAT|item||Users who chose a promotion, of those who saw it.
itemRefundAmount|Item refund amount|Ecommerce|CURRENCY|item||Refunds of items.
itemRevenue|Item revenue|Ecommerce|CURRENCY|item||Revenue of items less refunds.
itemViewEvents|Item view events|Ecommerce|INTEGER|any||How often details of items were seen.
itemsAddedToCart|Items added to cart|Ecommerce|INTEGER|item||Units that were put into carts.
itemsCheckedOut|Items checked out|Ecommerce|INTEGER|item||Units with which users began to check out.
itemsClickedInList|Items clicked in list|Ecommerce|INTEGER|item||Units that were chosen from lists.
itemsClickedInPromotion|Items clicked in promotion|Ecommerce|INTEGER|item||Units that were chosen from promotions.
itemsPurchased|Items purchased|Ecommerce|INTEGER|item||Units that were bought.
itemsViewed|Items viewed|Ecommerce|INTEGER|item||Units whose details were seen.
itemsViewedInList|Items viewed in list|Ecommerce|INTEGER|item||Units that were seen in lists.
itemsViewedInPromotion|Items viewed in promotion|Ecommerce|INTEGER|item||Units that were seen in promotions.
keyEvents|Key events|Event|FLOAT|any|r|How many key events there were.
newUsers|New users|User|INTEGER|any||Users who came for the first time.
organicGoogleSearchAveragePosition|Organic Google Search average position|Search Console|FLOAT|organic||Mean place of the site in Google's results.
organicGoogleSearchClickThroughRate|Organic Google Search click through rate|Search Console|FLOAT|organic||Clicks for each impression in Google's results.
organicGoogleSearchClicks|Organic Google Search clicks|Search Console|INTEGER|organic||Clicks on the site in Google's results.
organicGoogleSearchImpressions|Organic Google Search impressions|Search Console|INTEGER|organic||How often the site was shown in Google's results.
promotionClicks|Promotion clicks|Ecommerce|INTEGER|any||How often promotions were chosen.
promotionViews|Promotion views|Ecommerce|INTEGER|any||How often promotions were seen.
publisherAdClicks|Publisher ad clicks|Publisher|INTEGER|any||Clicks on ads that the property shows.
publisherAdImpressions|Publisher ad impressions|Publisher|INTEGER|any||How often ads were shown by the property.
purchaseRevenue|Purchase revenue|Ecommerce|CURRENCY|any||Revenue of purchases less refunds.
purchaseToViewRate|Purchase-to-view rate|Ecommerce|FLOAT|item||Users who bought the item, of those who viewed it.
purchaserRate|Purchaser rate|Ecommerce|FLOAT|any||Share of active users who bought, 0 to 1.
refundAmount|Refund amount|Ecommerce|CURRENCY|any||Refunds.
returnOnAdSpend|Return on ad spend|Advertising|FLOAT|ads||Revenue for each unit of cost of ads.
screenPageViews|Views|Page / Screen|INTEGER|any|r|Pages and screens that were seen, repetitions included.
screenPageViewsPerSession|Views per session|Page / Screen|FLOAT|any||Pages and screens for each session.
screenPageViewsPerUser|Views per active user|Page / Screen|FLOAT|any||Pages and screens for each active user.
scrolledUsers|Scrolled users|User|INTEGER|any||Users who scrolled to the end of a page.
sessionKeyEventRate|Session key event rate|Session|FLOAT|any||Share of sessions with a key event, 0 to 1.
sessions|Sessions|Session|INTEGER|any||Sessions that began.
sessionsPerUser|Sessions per active user|Session|FLOAT|any||Sessions for each active user.
shippingAmount|Shipping amount|Ecommerce|CURRENCY|any||Shipping of transactions.
taxAmount|Tax amount|Ecommerce|CURRENCY|any||Tax of transactions.
totalAdRevenue|Total ad revenue|Revenue|CURRENCY|any||Revenue of ads that the property shows.
totalPurchasers|Total purchasers|Ecommerce|INTEGER|any||Users who bought.
totalRevenue|Total revenue|Revenue|CURRENCY|any||Revenue of purchases, subscriptions and ads, less refunds.
totalUsers|Total users|User|INTEGER|any||Users with any event.
transactions|Transactions|Ecommerce|INTEGER|any||Purchases that brought revenue.
transactionsPerPurchaser|Transactions per purchaser|Ecommerce|FLOAT|any||Transactions for each user who bought.
userEngagementDuration|User engagement|User|SECONDS|any||Seconds in which the site or app was in the foreground.
userKeyEventRate|User key event rate|User|FLOAT|any||Share of active users with a key event, 0 to 1.
wauPerMau|WAU / MAU|User|FLOAT|any||Share of the users of 30 days who were active in the last 7.
`

/** The metrics of every property, without those that its owner has made. */
export const metrics: readonly MetricFact[] = readTable(table, 7).map(
  ([name = '', title = '', category = '', type = '', scope = '', realtime = '', description = '']) => ({
    name,
    title,
    category,
    type: `TYPE_${type}` as MetricType,
    scope: scope as MetricScope,
    isRealtime: realtime === 'r',
    description,
  }),
)
