"""Documents: what a client shows to employers, each upload of it, its text and its pages."""
