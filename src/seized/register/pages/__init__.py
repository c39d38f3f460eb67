"""Pages for people: each reads rows, asks the policy, and fills a template."""
