"""What shoppers' phones ask, in GraphQL."""

_MONEY = "{ minorUnits currencyCode exponent }"
_OFFERS = f"offers {{ id title reason saving {_MONEY} points }}"
_PRICING = f"""pricing(context: $context) {{
  subtotal {_MONEY} discount {_MONEY} total {_MONEY}
  {_OFFERS} exposureTokens }}"""
_CART = f"id lines {{ id name quantity weightGrams }} {_PRICING}"

CREATE_CART = """mutation ($input: CreateCartInput!) { createCart(input: $input) {
  ... on Cart { id } ... on CartRefusal { message } } }"""

CONSENT_TEXTS = "{ consentTexts { purpose wording } }"

AGREE = """mutation ($input: GiveConsentInput!) { giveConsent(input: $input) {
  ... on Profile { shopperId } ... on ProfileRefusal { message } } }"""

CAME = f"""query ($store: ID!, $cart: String!, $context: ScanContext!) {{
  presentation(storeId: $store, surface: "app", visit: $cart) {{
    slots {{ slot value }} exposureTokens }}
  offersHere(context: $context, trigger: KIOSK_OPEN) {{ {_OFFERS} exposureTokens }} }}"""

HERE = f"""query ($context: ScanContext!) {{
  zoneVisit(context: $context) {{ zone {{ id name }} dwellSeconds }}
  entering: offersHere(context: $context, trigger: ZONE_ENTER) {{ {_OFFERS} exposureTokens }}
  dwelling: offersHere(context: $context, trigger: ZONE_DWELL) {{ {_OFFERS} exposureTokens }} }}"""

SCAN = f"""query ($code: String!, $context: ScanContext!, $why: Boolean!) {{
  scan(code: $code, context: $context) {{
    ... on Scan {{
      unsuitable product {{ name }} price {{ amount {_MONEY} per }}
      freshness {{ state explanation }} {_OFFERS} exposureTokens
      offerHints @include(if: $why) {{ id title hint }}
      recommendations(first: 2) @include(if: $why) {{
        product {{ name }} reason zone {{ name aisle }} price {{ amount {_MONEY} per }} }} }}
    ... on ScanRefusal {{ message }} }} }}"""

ADD = f"""mutation ($input: AddToCartInput!, $context: ScanContext) {{ addToCart(input: $input) {{
  ... on AddedToCart {{ line {{ id name }} cart {{ {_CART} }} }}
  ... on CartRefusal {{ message hint }} }} }}"""

REMOVE = f"""mutation ($input: RemoveFromCartInput!, $context: ScanContext) {{
  removeFromCart(input: $input) {{
    ... on Cart {{ {_CART} }} ... on CartRefusal {{ message }} }} }}"""

ENTER_CODE = f"""mutation ($input: EnterCodeInput!, $context: ScanContext) {{
  enterCode(input: $input) {{
    ... on Cart {{ {_CART} }} ... on CartRefusal {{ message }} }} }}"""

START_PAIRING = """mutation ($input: StartPairingInput!) { startPairing(input: $input) {
  ... on Pairing { qrText } ... on CartRefusal { message } } }"""

PAIR_CART = f"""mutation ($input: PairCartInput!, $context: ScanContext) {{
  pairCart(input: $input) {{
    ... on Cart {{ {_CART} }} ... on CartRefusal {{ message }} }} }}"""

QUOTE = f"""mutation ($input: QuoteOfferInput!) {{ quoteOffer(input: $input) {{
  ... on OfferQuote {{ token price {_MONEY} listPrice {_MONEY} expiresAt offers {{ offerId }} }}
  ... on QuoteRefusal {{ message }} }} }}"""

REPORT = """mutation ($shown: ReportShownInput!) { reportShown(input: $shown) {
  ... on Reported { accepted unused { message } } ... on ReportRefusal { message } } }"""

REPORT_VISIT = """mutation ($visit: ReportEventsInput!) { reportEvents(input: $visit) {
  ... on Reported { accepted unused { message } } ... on ReportRefusal { message } } }"""

LOG_IN = """mutation ($input: LogInInput!) { logIn(input: $input) {
  ... on Session { token } ... on AccessRefusal { message } } }"""

RESULT = """query ($key: String!) { experimentResult(key: $key) {
  key name units sampleRatioP sampleRatioAlarm
  overall { currencyCode arms { variant name units conversions }
    uplifts { variant conversion { relative low high p } } } } }"""
