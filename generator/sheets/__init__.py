"""Every step: turn a sheet's data into its questions, with what a school changes in them and how they are answered."""
