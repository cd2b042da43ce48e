import type { DimensionFact, Scope } from './field.ts'
import { readTable } from './read-table.ts'
import { adDimensions } from './dimensions-ads.ts'

// Name, title, category, scope, `r` where realtime reports know it, what it says.
const table = `
achievementId|Achievement ID|Event|event||Id of the achievement of a game event.
appVersion|App version|Platform / Device|general|r|Version name of the app, or its short bundle version.
audienceId|Audience ID|User|user|r|Numeric id of the audience that users belonged to.
audienceName|Audience name|User|user|r|Name of the audience that users belonged to during the dates asked for.
audienceResourceName|Audience resource name|User|user|r|Resource name of the audience.
brandingInterest|Interests|Demographics|user||Interest category in which users shop, with Google signals.
browser|Browser|Platform / Device|general||Browser with which the site was seen.
city|City|Geography|general|r|City from which the activity came.
cityId|City ID|Geography|general|r|Geographic id of the city, derived from the address.
cohort|Cohort|Cohort|cohort||Name of the cohort in a request with a cohort specification.
cohortNthDay|Daily cohort|Cohort|cohort||Days since the first session of the cohort, four digits.
cohortNthMonth|Monthly cohort|Cohort|cohort||Months since the first session of the cohort, four digits.
cohortNthWeek|Weekly cohort|Cohort|cohort||Weeks since the first session of the cohort, four digits.
comparison|Comparison|Other|time||Which of the requested comparisons the row belongs to.
contentGroup|Content group|Page / Screen|event||Group that was given to the published content.
contentId|Content ID|Event|event||Id of the content that was selected.
contentType|Content type|Event|event||Type of the content that was selected.
continent|Continent|Geography|general||Continent from which the activity came.
continentId|Continent ID|Geography|general||Geographic id of the continent.
country|Country|Geography|general|r|Country from which the activity came.
countryId|Country ID|Geography|general|r|Two letters for the country, ISO 3166-1.
currencyCode|Currency|Ecommerce|event||Currency of the ecommerce event, ISO 4217.
date|Date|Time|time||Day of the event as YYYYMMDD.
dateHour|Date + hour (YYYYMMDDHH)|Time|time||Day and hour of the event.
dateHourMinute|Date hour and minute|Time|time||Day, hour and minute of the event as YYYYMMDDHHMM.
dateRange|Date range|Time|time||Name of the date range; comes by itself where several are asked for.
day|Day|Time|time||Day of the month, two digits.
dayOfWeek|Day of week|Time|time||Day of the week, 0 is Sunday.
dayOfWeekName|Day of week name|Time|time||Day of the week by its English name.
defaultChannelGroup|Default channel group|Attribution|event||Channel that is credited with the key event.
deviceCategory|Device category|Platform / Device|general|r|Kind of device: desktop, mobile, tablet, smart tv.
deviceModel|Device model|Platform / Device|general||Model of the mobile device.
eventName|Event name|Event|event|r|Name of the event.
fileExtension|File extension|Link|event||Extension of the file that was downloaded.
fileName|File name|Link|event||Path of the file that was downloaded.
firstSessionDate|First session date|Time|user||Day of the user's first session as YYYYMMDD.
firstUserCampaignId|First user campaign ID|Traffic Source|user||Id of the campaign that first brought the user.
firstUserCampaignName|First user campaign|Traffic Source|user||Campaign that first brought the user.
firstUserDefaultChannelGroup|First user default channel group|Traffic Source|user||Channel that first brought the user.
firstUserManualAdContent|First user manual ad content|Traffic Source|user||utm_content of the user's first visit.
firstUserManualTerm|First user manual term|Traffic Source|user||utm_term of the user's first visit.
firstUserMedium|First user medium|Traffic Source|user||Medium that first brought the user.
firstUserPrimaryChannelGroup|First user primary channel group|Traffic Source|user||Channel of the property's primary group that first brought the user.
firstUserSource|First user source|Traffic Source|user||Source that first brought the user.
firstUserSourceMedium|First user source / medium|Traffic Source|user||Source and medium that first brought the user.
firstUserSourcePlatform|First user source platform|Traffic Source|user||Platform from which the first campaign was run.
fullPageUrl|Full page URL|Page / Screen|event||Host, path and query string of the page.
groupId|Group ID|Event|event||Id of the group in a game or community event.
hostName|Hostname|Page / Screen|event||Host of the page's address.
hour|Hour|Time|time||Hour of the event, two digits, in the time zone of the property.
isKeyEvent|Is key event|Event|event||true where the event is a key event.
isoWeek|ISO week of the year|Time|time||Week by ISO 8601, which begins on Monday.
isoYear|ISO year|Time|time||Year by ISO 8601.
isoYearIsoWeek|ISO week of ISO year|Time|time||Year and week by ISO 8601.
itemAffiliation|Item affiliation|Ecommerce|item||Affiliation or partner of the item.
itemBrand|Item brand|Ecommerce|item||Brand of the item.
itemCategory|Item category|Ecommerce|item||First level of the item's category.
itemCategory2|Item category 2|Ecommerce|item||Second level of the item's category.
itemCategory3|Item category 3|Ecommerce|item||Third level of the item's category.
itemCategory4|Item category 4|Ecommerce|item||Fourth level of the item's category.
itemCategory5|Item category 5|Ecommerce|item||Fifth level of the item's category.
itemId|Item ID|Ecommerce|item||Id of the item.
itemListId|Item list ID|Ecommerce|item||Id of the list in which the item was shown.
itemListName|Item list name|Ecommerce|item||Name of the list in which the item was shown.
itemListPosition|Item list position|Ecommerce|item||Place of the item in its list.
itemLocationID|Item location ID|Ecommerce|item||Place of the item, such as a shop.
itemName|Item name|Ecommerce|item||Name of the item.
itemPromotionCreativeName|Item promotion creative name|Ecommerce|item||Name of the promotion's creative.
itemPromotionCreativeSlot|Item promotion creative slot|Ecommerce|item||Slot of the promotion's creative.
itemPromotionId|Item promotion ID|Ecommerce|item||Id of the promotion of the item.
itemPromotionName|Item promotion name|Ecommerce|item||Name of the promotion of the item.
itemVariant|Item variant|Ecommerce|item||Variant of the item, such as a size.
landingPage|Landing page|Page / Screen|session||Path of the first page of the session.
landingPagePlusQueryString|Landing page + query string|Page / Screen|session||Path and query string of the first page of the session.
language|Language|User|general||Language of the browser or device, in words.
languageCode|Language code|User|general||Language of the browser or device, by its code.
level|Level|Event|event||Level of the player in a game event.
linkClasses|Link classes|Link|event||CSS classes of an outbound link.
linkDomain|Link domain|Link|event||Domain to which an outbound link leads.
linkId|Link ID|Link|event||HTML id of an outbound link or a download.
linkText|Link text|Link|event||Text of a link to a download.
linkUrl|Link URL|Link|event||Address to which a link leads.
method|Method|Event|event||Method by which an event such as a login came about.
minute|Minute|Time|time||Minute of the hour, two digits.
minutesAgo|Realtime minutes ago|Time|time|r|Minutes since the event, 00 is the present one; realtime reports alone.
mobileDeviceBranding|Device brand|Platform / Device|general||Maker of the mobile device.
mobileDeviceMarketingName|Device|Platform / Device|general||Name under which the mobile device is sold.
mobileDeviceModel|Mobile model|Platform / Device|general||Model of the mobile device.
month|Month|Time|time||Month, two digits.
newVsReturning|New / returning|User|user||new for users without an earlier session, returning for the others.
nthDay|Nth day|Time|time||Days since the beginning of the date range, four digits.
nthHour|Nth hour|Time|time||Hours since the beginning of the date range, four digits.
nthMinute|Nth minute|Time|time||Minutes since the beginning of the date range, four digits.
nthMonth|Nth month|Time|time||Months since the beginning of the date range, four digits.
nthWeek|Nth week|Time|time||Weeks since the beginning of the date range, four digits.
nthYear|Nth year|Time|time||Years since the beginning of the date range, four digits.
operatingSystem|Operating system|Platform / Device|general||Operating system of the visitor's device.
operatingSystemVersion|OS version|Platform / Device|general||Version of the operating system.
operatingSystemWithVersion|Operating system with version|Platform / Device|general||Operating system and its version.
orderCoupon|Order coupon|Ecommerce|event||Coupon of the whole order.
outbound|Outbound|Link|event||true where a link led away from the site.
pageLocation|Page location|Page / Screen|event||Protocol, host, path and query string of the page.
pagePath|Page path|Page / Screen|event||Path of the page, without host and query string.
pagePathPlusQueryString|Page path + query string|Page / Screen|event||Path and query string of the page.
pageReferrer|Page referrer|Page / Screen|event||Address of the page before.
pageTitle|Page title|Page / Screen|event||Title of the page.
percentScrolled|Percent scrolled|Event|event||How far down the page was scrolled, such as 90.
platform|Platform|Platform / Device|general|r|Where the app or site ran: web, iOS, Android.
platformDeviceCategory|Platform / device category|Platform / Device|general||Platform and kind of device.
primaryChannelGroup|Primary channel group|Attribution|event||Channel of the property's primary group that is credited.
region|Region|Geography|general||Region, state or province from which the activity came.
screenResolution|Screen resolution|Platform / Device|general||Width and height of the screen in pixels.
searchTerm|Search term|Event|event||Term that was searched for on the site.
sessionCampaignId|Session campaign ID|Traffic Source|session||Id of the campaign that brought the session.
sessionCampaignName|Session campaign|Traffic Source|session||Campaign that brought the session.
sessionDefaultChannelGroup|Session default channel group|Traffic Source|session||Channel that brought the session.
sessionManualAdContent|Session manual ad content|Traffic Source|session||utm_content of the session.
sessionManualTerm|Session manual term|Traffic Source|session||utm_term of the session.
sessionMedium|Session medium|Traffic Source|session||Medium that brought the session.
sessionPrimaryChannelGroup|Session primary channel group|Traffic Source|session||Channel of the property's primary group that brought the session.
sessionSource|Session source|Traffic Source|session||Source that brought the session.
sessionSourceMedium|Session source / medium|Traffic Source|session||Source and medium that brought the session.
sessionSourcePlatform|Session source platform|Traffic Source|session||Platform from which the session's campaign was run.
shippingTier|Shipping tier|Ecommerce|event||Way of shipping that was chosen.
signedInWithUserId|Signed in with user ID|User|user||yes where the user is known by a user id.
streamId|Stream ID|Platform / Device|general|r|Numeric id of the data stream.
streamName|Stream name|Platform / Device|general|r|Name of the data stream.
testDataFilterId|Test data filter ID|General|event||Id of the data filter in testing.
testDataFilterName|Test data filter name|General|event||Name of the data filter in testing.
transactionId|Transaction ID|Ecommerce|event||Id of the ecommerce transaction.
unifiedPagePathScreen|Page path and screen class|Page / Screen|event||Page path on the web, screen class in an app.
unifiedPageScreen|Page path + query string and screen class|Page / Screen|event||Page path with query string, or screen class.
unifiedScreenClass|Page title and screen class|Page / Screen|event||Page title on the web, screen class in an app.
unifiedScreenName|Page title and screen name|Page / Screen|event|r|Page title on the web, screen name in an app.
userAgeBracket|Age|Demographics|user||Age of users in brackets such as 25-34, with Google signals.
userGender|Gender|Demographics|user||Gender of users, with Google signals.
videoProvider|Video provider|Event|event||Where the video comes from, such as youtube.
videoTitle|Video title|Event|event||Title of the video.
videoUrl|Video URL|Event|event||Address of the video.
virtualCurrencyName|Virtual currency name|Event|event||Currency within a game.
visible|Visible|Event|event||true where the content was in view.
week|Week|Time|time||Week of the year, which begins on Sunday, two digits.
year|Year|Time|time||Year, four digits.
yearMonth|Year month|Time|time||Year and month as YYYYMM.
yearWeek|Year week|Time|time||Year and week of the year as YYYYWW.
`

/** The dimensions of every property, without those that its owner has made. */
export const dimensions: readonly DimensionFact[] = [
  ...readTable(table, 6).map(
    ([name = '', title = '', category = '', scope = '', realtime = '', description = '']) => ({
      name,
      title,
      category,
      scope: scope as Scope,
      isRealtime: realtime === 'r',
      description,
    }),
  ),
  ...adDimensions,
]
