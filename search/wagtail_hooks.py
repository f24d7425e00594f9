"""What search adds to the admin: the report of what people look for."""

from wagtail import hooks

from search.searches_report import searches_menu_item, searches_report_urls

hooks.register("register_admin_urls", searches_report_urls)
hooks.register("register_reports_menu_item", searches_menu_item)
