//! Questions about a tenant: what a rule would change, and why somebody is a member.
