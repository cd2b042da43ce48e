const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')

/** What lets a style element of ours through the policy of the page. */
export const styleNonce = (): string => meta?.nonce ?? ''
