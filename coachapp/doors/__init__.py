"""What the HTTP doors share: policy, viewer, forms, answers, headers. No coaching words."""
