"""What is asked of people: age, gender, looks, family state, photographs and measurements."""
