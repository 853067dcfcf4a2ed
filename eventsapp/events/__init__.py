"""Events: what, when, where and who answers; their states, texts, series and working copies."""
