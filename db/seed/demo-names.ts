import type { SpokenLanguage } from '../../app/i18n/spoken-languages.ts';

/** Names as families of a mixed US district bear them, and how often. None is a particular person's. `speaks` is the language at home, where it is not English. */
export interface NamesOfFamilies {
  readonly weight: number;
  readonly families: readonly string[];
  readonly children: readonly string[];
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly speaks?: { readonly language: SpokenLanguage; readonly share: number };
}

const words = (text: string) => text.trim().split(/\s+/);

export const namesOfFamilies: readonly NamesOfFamilies[] = [
  {
    weight: 40,
    families: words('Adkins Archer Baird Bishop Blevins Bradley Callahan Carver Coates Conrad Corbin Crane Dalton Decker Doyle Eastman Farrell Finch Garner Gentry Hale Hartley Hoover Keller Kendrick Langley Lockhart Maddox Mercer Nolan Oakley Pruitt Purcell Radcliff Rowe Schaefer Sheridan Strickland Talbot Thatcher Underwood Vaughn Wagner Weaver Wilder Yates'),
    children: words('Abigail Aiden Alexis Austin Bailey Bella Brody Brooke Caden Cameron Carson Claire Cole Connor Cooper Delaney Dylan Elena Ella Emma Evan Faith Finn Gavin Grace Hailey Hudson Ivy Jack Jenna Josie Kate Landon Leo Lily Logan Lucy Mason Megan Molly Nathan Nora Parker Paige Piper Reagan Riley Rowan Sadie Sawyer Scarlett Sophie Tanner Tessa Violet Wesley Wyatt Zoey'),
    women: words('Amanda Angela Becky Carla Christine Diane Erin Heather Holly Jennifer Jodi Kelly Kristen Leslie Lori Melissa Nicole Pamela Rachel Sarah Shannon Stacy Tara Wendy'),
    men: words('Aaron Brian Chad Craig Daniel Derek Eric Greg Jason Jeff Keith Kevin Kyle Mark Matt Patrick Ryan Scott Sean Steve Todd Travis'),
  },
  {
    weight: 20,
    families: words('Alston Banks Battle Broadnax Chatman Coleman Dixon Dorsey Easley Fields Gaines Goodwin Hairston Ingram Jefferson Lofton Mayfield McNeil Pettiford Ragland Rollins Sims Tolliver Wardlow Whitley Yancey'),
    children: words('Amari Aniyah Asia Camryn Darius Deja Elijah Gabrielle Isaiah Jada Jaylen Jordan Kamari Kayla Kennedy Khalil Laila Malik Micah Nia Nyla Rashad Serenity Sydney Tariq Terrell Trinity Tyrese Xavier Zaria Zion'),
    women: words('Crystal Danielle Ebony Felicia Jasmine Keisha Latoya Monica Patrice Renita Shanice Tamika Tiffany Veronica Yolanda'),
    men: words('Andre Byron Curtis Darnell Jamal Kenneth Lamont Marcus Maurice Reggie Terrence Tyrone Vernon Wendell'),
  },
  {
    weight: 24,
    families: words('Aguilar Alvarado Bautista Cabrera Campos Cardenas Cervantes Cisneros Contreras Delgado Escobar Espinoza Figueroa Galvan Guerrero Herrera Huerta Lozano Maldonado Medina Montoya Navarro Pacheco Palacios Quintero Rivas Rosales Salazar Sandoval Serrano Solis Trujillo Valdez Velasco Zamora'),
    children: words('Alejandra Alexa Andres Angel Carlos Carmen Cristian Daniela Dulce Eduardo Emily Esteban Fernanda Gael Guadalupe Isabel Itzel Javier Jimena Jorge Joel Julian Karla Leonardo Marisol Mariana Miguel Nayeli Natalia Paola Pedro Renata Santiago Sebastian Valentina Valeria Victoria Yahir Yaretzi'),
    women: words('Adriana Alma Ana Blanca Claudia Diana Elvia Gloria Imelda Irma Leticia Lorena Luz Maria Marisela Norma Patricia Reyna Silvia Veronica Yesenia'),
    men: words('Alberto Arturo Cesar Efrain Ernesto Felipe Gerardo Hector Ignacio Jesus Jose Juan Manuel Martin Mario Oscar Raul Ricardo Roberto Salvador'),
    speaks: { language: 'es', share: 0.7 },
  },
  {
    weight: 6,
    families: words('Bui Dang Dinh Doan Duong Ho Huynh Luong Ngo Nguyen Pham Phan Truong Vo Vu'),
    children: words('Anh Bao Brandon Cindy Duc Duy Emily Hanh Hieu Huy Jenny Kevin Khanh Kim Lan Linh Long Mai Minh My Nam Ngoc Phuong Quan Quynh Thao Thi Tien Tuan Vivian Vy'),
    women: words('Bich Dao Hang Hien Hong Hue Lan Loan Nga Nhung Oanh Thanh Thuy Tuyet Xuan'),
    men: words('Binh Cuong Dung Hai Hung Khoa Lam Loc Phuc Quang Son Tai Thang Trung Viet'),
    speaks: { language: 'vi', share: 0.8 },
  },
  {
    weight: 5,
    families: words('Abdullahi Adan Ahmed Ali Aweys Dahir Duale Guled Hersi Ibrahim Jama Mohamud Nur Osman Yusuf'),
    children: words('Abdirahman Ayaan Bilan Deqa Fartun Guled Hamza Hibo Idil Ifrah Ilyas Khadra Liban Mahad Nasra Sabrin Sagal Suhayb Warda Zakaria'),
    women: words('Amina Anab Asli Fadumo Fowsia Halima Hawa Ifrah Khadija Maryan Nimco Sahra'),
    men: words('Abshir Ahmed Bashir Farah Hassan Ismail Jamac Mohamed Muse Omar Said'),
    speaks: { language: 'so', share: 0.7 },
  },
  {
    weight: 5,
    families: words('Alvi Bhatt Chandra Desai Farooqi Gill Iyer Joshi Kapoor Khan Malhotra Mehta Qureshi Reddy Sharma Siddiqui'),
    children: words('Aanya Aarav Anika Arjun Asha Dev Diya Farhan Ishaan Kavya Laila Maryam Neel Nikhil Pooja Rohan Sana Tara Veer Zain'),
    women: words('Anjali Farah Meera Nadia Neha Priti Rekha Sadia Shalini Sunita'),
    men: words('Ajay Amir Imran Kiran Rajesh Sanjay Sunil Tariq Vikram Zubair'),
  },
];
