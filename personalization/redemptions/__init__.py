"""From a price shown to a price paid: quotes, coupons, baskets at tills, redemptions, returns."""
