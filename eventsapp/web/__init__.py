"""HTTP only: language, assets, guard, headers, error pages, caching, forms; no business words."""
