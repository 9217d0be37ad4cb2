# What stands before each of the scripts beside it, which run as they were written.
Import-Tenant tenant
