/** One of Zoho's data centres. */
export interface DataCentre {
  readonly mail: string
  readonly accounts: string
}

/**
 * Where Zoho keeps accounts, by its own names. Canada is no case of the pattern that the others follow, which is why this
 * is a table. A token of one is worth nothing at another.
 */
export const dataCentres = {
  us: { mail: 'https://mail.zoho.com', accounts: 'https://accounts.zoho.com' },
  eu: { mail: 'https://mail.zoho.eu', accounts: 'https://accounts.zoho.eu' },
  in: { mail: 'https://mail.zoho.in', accounts: 'https://accounts.zoho.in' },
  au: { mail: 'https://mail.zoho.com.au', accounts: 'https://accounts.zoho.com.au' },
  jp: { mail: 'https://mail.zoho.jp', accounts: 'https://accounts.zoho.jp' },
  cn: { mail: 'https://mail.zoho.com.cn', accounts: 'https://accounts.zoho.com.cn' },
  ca: { mail: 'https://mail.zohocloud.ca', accounts: 'https://accounts.zohocloud.ca' },
  sa: { mail: 'https://mail.zoho.sa', accounts: 'https://accounts.zoho.sa' },
  ae: { mail: 'https://mail.zoho.ae', accounts: 'https://accounts.zoho.ae' },
  uk: { mail: 'https://mail.zoho.uk', accounts: 'https://accounts.zoho.uk' },
} as const satisfies Record<string, DataCentre>

export type DataCentreId = keyof typeof dataCentres

/** Where an account is unless its config says otherwise. */
export const usualDataCentre: DataCentreId = 'us'
