"""What a page is sent with: headers that let nothing foreign run."""

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

_READS_CODES = {"script-src": "'self' 'wasm-unsafe-eval'"}
"""Code readers in browsers without one of their own are WebAssembly (CSP Level 3, 4.4)."""


def page_headers(*, scans: bool = False) -> dict[str, str]:
    """Headers of every page: only ours runs, nothing leaks, and freshness is never a cached one.

    Only the page that `scans` may use the camera.
    """
    policy = _POLICY | (_READS_CODES if scans else {})
    camera = "camera=(self)" if scans else "camera=()"
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": f"{camera}, geolocation=(), microphone=()",
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-cache",
    }
