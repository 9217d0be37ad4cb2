# Groups of Contoso as Terraform has them.

resource "azuread_group" "nordics" {
  display_name     = "Nordics"
  description      = "Everybody in the north"
  security_enabled = true
  types            = ["DynamicMembership"]

  dynamic_membership {
    enabled = true
    rule    = "user.country -in [\"Norway\", \"Sweden\", \"Denmark\"]"
  }
}

resource "azuread_group" "sales_emea" {
  display_name     = "Sales EMEA"
  security_enabled = true
  owners           = ["adele@contoso.com"]
  types            = ["DynamicMembership"]

  dynamic_membership {
    enabled = true
    rule    = <<-RULE
      (user.department -eq "Sales")
      and (user.country -in ["Germany", "France"])
    RULE
  }
}
