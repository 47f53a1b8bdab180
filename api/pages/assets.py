"""What a page is sent with: headers that let nothing foreign run."""

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def page_headers() -> dict[str, str]:
    """Headers of every page: only ours runs, nothing leaks, and freshness is never a cached one."""
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-cache",
    }
