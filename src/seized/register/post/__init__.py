"""What goes out to people: mail, and letters that wait until the mail server takes them."""
